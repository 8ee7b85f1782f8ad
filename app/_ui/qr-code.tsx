import { qrModules, qrPath } from '@/lib/qr';

type Props = { address: string; label: string; className?: string };

/** Four modules of quiet around the code, as its readers need. */
const QUIET = 4;

/** An address to scan, dark on white in every theme; an address too long for a code is written out instead. */
export function QrCode({ address, label, className }: Props) {
  const modules = qrModules(address);
  if (!modules) return <span className="font-mono text-sm break-all">{address}</span>;
  const side = modules.length + 2 * QUIET;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="white" />
      <path d={qrPath(modules)} fill="black" />
    </svg>
  );
}
