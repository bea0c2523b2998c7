export function StreamReportPage() {
  return null;
}
