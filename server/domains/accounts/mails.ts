import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'
import { layOut } from '../../platform/mail/layout.ts'
import type { Letter } from '../../platform/mail/mailer.ts'
import type { Words } from '../../platform/words.ts'

/** The mail that lets somebody choose a new password; its link is secret. */
export function passwordResetMail(words: Words, of: { name: string; siteName: string; link: string }): Letter {
  const { name, siteName, link } = of
  return layOut({
    subject: words('accounts.mails.reset.subject', { siteName }),
    paragraphs: [
      words('accounts.mails.greeting', { name }),
      words('accounts.mails.reset.body', { siteName }),
      words('accounts.mails.reset.term'),
    ],
    button: { label: words('accounts.mails.reset.button'), link, secret: true },
    footer: siteName,
  })
}

/** The mail that invites somebody to the house; its link is secret. */
export function invitationMail(
  words: Words,
  of: { name: string; siteName: string; invitedBy: string; link: string; purpose: MessageKey | null },
): Letter {
  const { name, siteName, invitedBy, link, purpose } = of
  return layOut({
    subject: words('accounts.mails.invitation.subject', { invitedBy, siteName }),
    paragraphs: [
      words('accounts.mails.greeting', { name }),
      words('accounts.mails.invitation.body', { invitedBy, siteName }),
      ...(purpose === null ? [] : [words(purpose as never, { siteName } as never)]),
      words('accounts.mails.invitation.term'),
    ],
    button: { label: words('accounts.mails.invitation.button'), link, secret: true },
    footer: siteName,
  })
}

/** The mail that proves that a new address belongs to the account's owner; its link is secret. */
export function emailConfirmationMail(words: Words, of: { name: string; siteName: string; link: string }): Letter {
  const { name, siteName, link } = of
  return layOut({
    subject: words('accounts.mails.email.subject', { siteName }),
    paragraphs: [
      words('accounts.mails.greeting', { name }),
      words('accounts.mails.email.body', { siteName }),
      words('accounts.mails.email.term'),
    ],
    button: { label: words('accounts.mails.email.button'), link, secret: true },
    footer: siteName,
  })
}

/** Tells the former address that another one took its place. */
export function emailChangedMail(words: Words, of: { name: string; siteName: string; email: string }): Letter {
  const { name, siteName, email } = of
  return layOut({
    subject: words('accounts.mails.emailChanged.subject', { siteName }),
    paragraphs: [
      words('accounts.mails.greeting', { name }),
      words('accounts.mails.emailChanged.body', { siteName, email }),
      words('accounts.mails.emailChanged.notYou'),
    ],
    footer: siteName,
  })
}
