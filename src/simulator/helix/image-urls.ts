// Where pictures lie. Twitch names its CDN here; the simulator names itself, so that they can be fetched.

/** `format` and `theme` as Twitch writes them, `scale` 1.0, 2.0 or 3.0. */
export function emoteUrl(baseUrl: string, emoteId: string, scale: string, format = 'static', theme = 'light'): string {
  return `${baseUrl}/cdn/emoticons/v2/${emoteId}/${format}/${theme}/${scale}`;
}

export function emoteTemplate(baseUrl: string): string {
  return `${baseUrl}/cdn/emoticons/v2/{{id}}/{{format}}/{{theme_mode}}/{{scale}}`;
}

/** @param size 1, 2 or 3: 18, 36 and 72 pixels. */
export function badgeUrl(baseUrl: string, setId: string, version: string, size: 1 | 2 | 3): string {
  return `${baseUrl}/cdn/badges/v1/${setId}/${version}/${size}`;
}

/** @param bits those of the tier, `size` 1, 1.5, 2, 3 or 4. */
export function cheermoteUrl(
  baseUrl: string,
  bits: number,
  look: { theme: string; kind: string; file: string },
): string {
  return `${baseUrl}/cdn/actions/cheer/${look.theme}/${look.kind}/${bits}/${look.file}`;
}

export function profileImageUrl(baseUrl: string, login: string): string {
  return `${baseUrl}/cdn/profile/${login}.png`;
}

/** With `{width}` and `{height}` to be filled in by the reader. */
export function boxArtUrl(baseUrl: string, categoryId: string): string {
  return `${baseUrl}/cdn/ttv-boxart/${categoryId}-{width}x{height}.jpg`;
}

/** With `{width}` and `{height}` to be filled in by the reader. */
export function streamThumbnailUrl(baseUrl: string, login: string): string {
  return `${baseUrl}/cdn/previews-ttv/live_user_${login}-{width}x{height}.jpg`;
}

/** With `%{width}` and `%{height}`: Twitch spells this one differently. */
export function videoThumbnailUrl(baseUrl: string, videoId: string): string {
  return `${baseUrl}/cdn/cf_vods/${videoId}/thumb-%{width}x%{height}.jpg`;
}

export function clipThumbnailUrl(baseUrl: string, clipId: string): string {
  return `${baseUrl}/cdn/cf_vods/${clipId}/thumb-480x272.jpg`;
}
