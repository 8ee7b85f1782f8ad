import { NotAllowedHere } from '@/app/(staff)/not-allowed';

export default NotAllowedHere;
