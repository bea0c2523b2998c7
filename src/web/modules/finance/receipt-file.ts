import { DOCUMENT_BYTES_MAX, DOCUMENT_TYPES } from '../../../contract/finance.ts';

export const RECEIPT_ACCEPT = [...DOCUMENT_TYPES, '.pdf', '.png', '.jpg', '.jpeg', '.webp'].join(',');

export type ReceiptProblem = 'receiptLarge' | 'receiptType';

/** What speaks against a file before it is sent; the server looks at its bytes as well. */
export function receiptProblem(file: { name: string; size: number; type: string }): ReceiptProblem | undefined {
  const isKnown =
    (DOCUMENT_TYPES as readonly string[]).includes(file.type) ||
    (file.type === '' && /\.(?:pdf|png|jpe?g|webp)$/i.test(file.name));
  if (!isKnown) return 'receiptType';
  return file.size > DOCUMENT_BYTES_MAX ? 'receiptLarge' : undefined;
}

/** The bytes as base64. Rejects when the file is gone or may not be read. */
export function readBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });
}
