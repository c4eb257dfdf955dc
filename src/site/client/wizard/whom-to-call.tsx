// The organisation's own contacts for what happened, the nearest first.

import type { Contact } from '../../../model/organisation.ts';
import { contactAddress } from '../../../plan/contacts.ts';
import { wayWord } from '../../render/contact-words.ts';

export function WhomToCall({ contacts }: { contacts: readonly Contact[] }) {
  return (
    <section class="contacts" aria-labelledby="whom-to-call">
      <h3 id="whom-to-call">Whom to call</h3>
      <ul class="contacts-list">
        {contacts.map(({ who, when, ways }) => (
          <li key={who}>
            <strong>{who}</strong>
            {when !== null && `: ${when}`}
            <ul class="ways">
              {ways.map((way) => {
                const address = contactAddress(way);
                return (
                  <li key={way.by}>
                    {wayWord[way.by]}{' '}
                    {address === null ? (
                      <b>{way.at}</b>
                    ) : (
                      <a href={address} rel="noreferrer">
                        {way.at}
                      </a>
                    )}
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
