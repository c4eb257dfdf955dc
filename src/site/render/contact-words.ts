// How somebody is reached, in words.

import type { ContactWay } from '../../model/organisation.ts';

export const wayWord: Record<ContactWay['by'], string> = {
  phone: 'call',
  chat: 'chat',
  mail: 'mail',
  page: 'page',
};
