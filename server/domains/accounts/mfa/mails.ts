import { layOut } from '../../../platform/mail/layout.ts'
import type { Letter } from '../../../platform/mail/mailer.ts'
import type { Words } from '../../../platform/words.ts'

/** Says that somebody asked to do without the second factor, from when on that is possible, and how to stop it. */
export function recoveryAskedMail(
  words: Words,
  of: { name: string; siteName: string; link: string; when: string },
): Letter {
  const { name, siteName, link, when } = of
  return layOut({
    subject: words('mfa.mails.recoveryAsked.subject', { siteName }),
    paragraphs: [
      words('mfa.mails.greeting', { name }),
      words('mfa.mails.recoveryAsked.body', { siteName }),
      words('mfa.mails.recoveryAsked.when', { when }),
      words('mfa.mails.recoveryAsked.stop'),
    ],
    button: { label: words('mfa.mails.recoveryAsked.button'), link, secret: true },
    footer: siteName,
  })
}

/** Brings the link that takes the second factor away. */
export function recoveryOpenMail(words: Words, of: { name: string; siteName: string; link: string }): Letter {
  const { name, siteName, link } = of
  return layOut({
    subject: words('mfa.mails.recoveryOpen.subject', { siteName }),
    paragraphs: [
      words('mfa.mails.greeting', { name }),
      words('mfa.mails.recoveryOpen.body', { siteName }),
      words('mfa.mails.recoveryOpen.term'),
    ],
    button: { label: words('mfa.mails.recoveryOpen.button'), link, secret: true },
    footer: siteName,
  })
}

/** Says that the account is protected by its password alone from now on. */
export function mfaOffMail(words: Words, { name, siteName }: { name: string; siteName: string }): Letter {
  return layOut({
    subject: words('mfa.mails.off.subject', { siteName }),
    paragraphs: [
      words('mfa.mails.greeting', { name }),
      words('mfa.mails.off.body', { siteName }),
      words('mfa.mails.off.notYou'),
    ],
    footer: siteName,
  })
}
