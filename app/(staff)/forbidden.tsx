import { NotAllowedHere } from './not-allowed';

export default NotAllowedHere;
