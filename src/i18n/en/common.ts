export const common = {
  appName: 'liveXtrem',
  retry: 'Try again',
  cancel: 'Cancel',
  save: 'Save',
  undo: 'Undo',
  close: 'Close',
  remove: 'Remove',
  loading: 'Loading',
} as const;
