const words = `
  password passwordpassword passw0rd motdepasse motdepassemotdepasse azerty azertyuiop azertyuiopqsdf qwerty qwertyuiop
  qwertyuiopasdf qwertzuiop azertyazerty qwertyqwerty administrator administrateur administration welcome bienvenue
  letmein letmeinletmein iloveyou iloveyouiloveyou jetaime jetaimejetaime jetaimemonamour monamour monamourmonamour
  doudou loulou chouchou soleil marseille football baseball basketball superman batman dragon monkey princess princesse
  sunshine trustnoone starwars pokemon michael jordan jennifer charlie whatever freedom master shadow hello bonjour
  bonjourbonjour coucou coucoucoucou salut chocolat nicolas camille julien thomas caroline secret secretsecret
  changeme changemechangeme changethispassword correcthorsebatterystaple abcdefghijkl abcdefghijklm abcdefghijklmnop
  abcabcabcabc aaaaaaaaaaaa 1234567890 12345678901 123456789012 1234567890123 123456123456 123123123123 111111111111
  000000000000 121212121212 987654321 9876543210 098765432109 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc qazwsxedcrfv zaq12wsx
  qwerty123456 password123456 azerty123456 foyer foyerfoyer photographe photographie mariage parisparis liverpool
  chelsea arsenal computer internet ordinateur anniversaire vacances family famille lovelove loveyou
`

/** Stems of the most common passwords, letters and digits only. */
export const commonPasswords: ReadonlySet<string> = new Set(words.trim().split(/\s+/))
