/** The look of estimated money in our own drawings: 45° hatching over a thin ground, with an outline. */
export function HatchPattern({ id, color }: { id: string; color: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={5} height={5} fill={color} opacity={0.16} />
      <line x1={0} y1={0} x2={0} y2={5} stroke={color} strokeWidth={3} opacity={0.55} />
    </pattern>
  );
}
