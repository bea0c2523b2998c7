import { CommandPalette } from './command-palette.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { closeOverlay } from './overlays.ts';

/** The shell's dialogs, loaded when the first of them is opened. */
export function ShellOverlays({ overlay }: { overlay: 'palette' | 'keys' }) {
  return overlay === 'palette' ? <CommandPalette onClose={closeOverlay} /> : <KeysDialog onClose={closeOverlay} />;
}
