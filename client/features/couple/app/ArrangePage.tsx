import { useLocation } from 'react-router'
import { coupleMe } from '../../../../shared/couple-me.ts'
import { useMe } from '../../../ui/services.tsx'
import { NotPartner } from './NotPartner.tsx'
import { ArrangeSubjects } from './perspectives/ArrangeSubjects.tsx'
import { ArrangeChapters } from './story/ArrangeChapters.tsx'

const story = '/couple/story'

/** `/couple/story/arrange`, `/couple/future/arrange` */
export function Component() {
  const isStory = useLocation().pathname.startsWith(story)
  if (!coupleMe.of(useMe()).partner) return <NotPartner page={isStory ? story : '/couple/future'} />
  return isStory ? <ArrangeChapters /> : <ArrangeSubjects />
}
