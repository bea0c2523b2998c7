// Who is around on the evening. Invented people; the ids only have to stay the same.

/** `role` decides what the person is in the channel, `sub` how they subscribe (months after the slash). */
export interface CastMember {
  readonly login: string;
  readonly displayName: string;
  readonly color: string;
  readonly role?: 'moderator' | 'vip' | 'manager' | 'stranger' | 'troll' | 'spammer';
  readonly sub?: `${'1000' | '2000' | '3000' | 'prime' | 'gift'}/${number}`;
  readonly bits?: number;
  readonly gifts?: number;
  /** Streams too, so can raid. */
  readonly streams?: true;
}

export const STREAMER = {
  id: '800711400',
  login: 'derflaavius',
  displayName: 'derFlaavius',
  color: '#FF6B4A',
} as const;

/** They have fixed ids, since accounts and tests name them. */
export const TEAM: readonly (CastMember & { readonly id: string })[] = [
  {
    id: '800711401',
    login: 'nordlicht_mod',
    displayName: 'nordlicht_mod',
    color: '#00A6C8',
    role: 'moderator',
    sub: '1000/31',
  },
  {
    id: '800711402',
    login: 'pixelpaul',
    displayName: 'pixelpaul',
    color: '#9ACD32',
    role: 'moderator',
    sub: '2000/19',
    bits: 1200,
  },
  { id: '800711403', login: 'mara_manager', displayName: 'mara_manager', color: '#C77DFF', role: 'manager' },
  { id: '800711404', login: 'fremder_gast', displayName: 'fremder_gast', color: '', role: 'stranger' },
];

export const REGULARS: readonly CastMember[] = [
  { login: 'rasenmaeher9000', displayName: 'rasenmaeher9000', color: '#3CB043', sub: '1000/14', bits: 2300 },
  { login: 'brezel_bube', displayName: 'brezel_bube', color: '#D4A017', sub: '1000/5' },
  { login: 'lotta_liest', displayName: 'lotta_liest', color: '#B388EB', sub: 'prime/9', gifts: 4 },
  { login: 'waldkauz77', displayName: 'waldkauz77', color: '#4FA3A5' },
  { login: 'keksdose_m', displayName: 'keksdose_m', color: '#FF8C42', sub: '2000/22', gifts: 37, role: 'vip' },
  { login: 'mondkatze_', displayName: 'mondkatze_', color: '#FF69B4', sub: '1000/12' },
  { login: 'zuckerwatte_x', displayName: 'zuckerwatte_x', color: '#DA70D6', sub: 'gift/2' },
  { login: 'kuchenkrieger', displayName: 'kuchenkrieger', color: '#2E8B57', sub: 'prime/7' },
  { login: 'fischkopp_hh', displayName: 'fischkopp_hh', color: '#5B8DEF', sub: '1000/10' },
  { login: 'frau_holle_tv', displayName: 'frau_holle_tv', color: '#5F9EA0', role: 'vip', streams: true, sub: '1000/3' },
  { login: 'der_ole', displayName: 'der_ole', color: '#4169E1' },
  { login: 'sternenstaub_88', displayName: 'sternenstaub_88', color: '#8A2BE2', sub: '1000/26', bits: 640 },
  { login: 't0ffifee', displayName: 't0ffifee', color: '#A0522D', sub: 'prime/4' },
  { login: 'kaffeebohne_7', displayName: 'kaffeebohne_7', color: '' },
  { login: 'yukisakura_de', displayName: '雪桜', color: '#FF7F9F', sub: '1000/6' },
  { login: 'moin_mareike', displayName: 'Moin_Mareike', color: '#1E90FF', sub: '3000/16', role: 'vip' },
  { login: 'bergziege_toni', displayName: 'Bergziege_Toni', color: '#228B22', sub: 'prime/13' },
  { login: 'kartoffelsalatin', displayName: 'Kartoffelsalatin', color: '#DAA520', sub: '1000/8' },
  { login: 'nachteule_nina', displayName: 'Nachteule_Nina', color: '#7B68EE', sub: '1000/17', gifts: 6 },
  { login: 'sockenschuss42', displayName: 'Sockenschuss42', color: '#FF4500', sub: '1000/3' },
  { login: 'rhabarber_rita', displayName: 'Rhabarber_Rita', color: '#C71585', sub: '2000/11' },
  { login: 'pfandflasche', displayName: 'Pfandflasche', color: '#008B8B' },
  { login: 'gluehwurm_gabi', displayName: 'Gluehwurm_Gabi', color: '#ADFF2F', sub: 'prime/2' },
  { login: 'oldschool_otto', displayName: 'Oldschool_Otto', color: '#B22222', sub: '1000/38', bits: 9400 },
  { login: 'tastenloewe', displayName: 'Tastenloewe', color: '#FFA07A' },
  { login: 'marzipan_mia', displayName: 'Marzipan_Mia', color: '#F4A6C0', sub: '1000/7' },
  { login: 'donauwelle', displayName: 'Donauwelle', color: '#6495ED', sub: 'prime/15' },
  { login: 'ferdl_aus_graz', displayName: 'Ferdl_aus_Graz', color: '#CD5C5C', sub: '1000/4' },
  { login: 'zuerisee_zoe', displayName: 'Zuerisee_Zoe', color: '#20B2AA' },
  { login: 'schraubenschluessel', displayName: 'Schraubenschluessel', color: '#708090', sub: '1000/9' },
  { login: 'late_night_lars', displayName: 'Late_Night_Lars', color: '#483D8B', sub: 'prime/21' },
  { login: 'pommes_pirat', displayName: 'Pommes_Pirat', color: '#FFD166', sub: 'gift/3' },
  { login: 'quarkbaellchen', displayName: 'Quarkbaellchen', color: '' },
  { login: 'emmi_strickt', displayName: 'emmi_strickt', color: '#DB7093', sub: '1000/12' },
  { login: 'kabelsalat_kai', displayName: 'Kabelsalat_Kai', color: '#00CED1', sub: '1000/5', bits: 150 },
  { login: 'wolkenfaenger', displayName: 'Wolkenfaenger', color: '#87CEEB' },
  { login: 'hanseat_hannes', displayName: 'Hanseat_Hannes', color: '#0077B6', sub: '2000/6' },
  { login: 'bonsai_ben', displayName: 'Bonsai_Ben', color: '#556B2F', sub: 'prime/10' },
  { login: 'spaetzle_sepp', displayName: 'Spaetzle_Sepp', color: '#E9C46A', sub: '1000/2' },
  { login: 'mathe_mila', displayName: 'Mathe_Mila', color: '#9D4EDD', sub: '1000/20' },
  { login: 'igelchen_', displayName: 'Igelchen_', color: '#BC8F8F' },
  { login: 'trampolin_tom', displayName: 'Trampolin_Tom', color: '#F77F00', sub: 'gift/1' },
  { login: 'nebelkraehe', displayName: 'Nebelkraehe', color: '#6C757D' },
  { login: 'blaubeer_bea', displayName: 'Blaubeer_Bea', color: '#4361EE' },
  { login: 'retro_rolf', displayName: 'Retro_Rolf', color: '#E63946', sub: '1000/29', bits: 1100 },
  { login: 'pinguin_pia', displayName: 'Pinguin_Pia', color: '#48CAE4' },
  { login: 'dachs_im_bau', displayName: 'Dachs_im_Bau', color: '' },
  { login: 'zimtschnecke', displayName: 'Zimtschnecke', color: '#BB7E5D', sub: '1000/18' },
  { login: 'linux_linda', displayName: 'Linux_Linda', color: '#F9C74F', sub: 'prime/24' },
  { login: 'saftladen_joe', displayName: 'Saftladen_Joe', color: '#90BE6D' },
  { login: 'couch_connor', displayName: 'Couch_Connor', color: '#577590' },
  { login: 'amelia_plays_uk', displayName: 'Amelia_plays_UK', color: '#F94144', sub: '1000/5' },
  { login: 'dutch_daan', displayName: 'Dutch_Daan', color: '#FF9F1C' },
  { login: 'murmeltier_max', displayName: 'Murmeltier_Max', color: '#8D6E63', sub: 'gift/2' },
  { login: 'klavier_klara', displayName: 'Klavier_Klara', color: '#FFB4A2', sub: '3000/8' },
  { login: 'baumhaus_basti', displayName: 'Baumhaus_Basti', color: '#43AA8B' },
  { login: 'tuerkis_tess', displayName: 'Tuerkis_Tess', color: '#40E0D0' },
  { login: 'fuchs_und_hase', displayName: 'Fuchs_und_Hase', color: '#E76F51' },
  { login: 'bienenkorb', displayName: 'Bienenkorb', color: '#FFCB05', streams: true },
  { login: 'ruhrpott_rene', displayName: 'Ruhrpott_Rene', color: '#5E548E' },
];

export const TROUBLEMAKERS: readonly CastMember[] = [
  { login: 'xx_bohne_xx', displayName: 'xX_bohne_Xx', color: '#8B5A2B', role: 'troll' },
  { login: 'gratis_vbux_2026', displayName: 'gratis_vbux_2026', color: '#9E9E9E', role: 'spammer' },
];
