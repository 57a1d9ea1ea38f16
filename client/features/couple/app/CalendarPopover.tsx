import { Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { Dates } from '../../../ui/app/Dates.tsx'
import styles from './DateField.module.css'

interface CalendarPopoverProps {
  /** `YYYY-MM-DD` */
  readonly date: string | null
  /** A day of the month that is shown first. */
  readonly shown: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onPick: (date: string) => void
}

/** A calendar to pick a day from. Loaded when it is first opened. */
export const CalendarPopover = ({ date, shown, isOpen, onClose, onPick }: CalendarPopoverProps) => (
  <Popover
    opened={isOpen}
    onChange={(opened) => opened || onClose()}
    position="bottom-end"
    trapFocus
    withRoles={false}
    shadow="md"
  >
    <Popover.Target>
      <span className={styles.anchor} />
    </Popover.Target>
    <Popover.Dropdown className={styles.dropdown ?? ''}>
      <Dates>
        {/* Escape closes the calendar alone. */}
        <DatePicker
          __stopPropagation
          weekendDays={[]}
          value={date}
          defaultDate={shown}
          onChange={(picked) => picked && onPick(picked)}
        />
      </Dates>
    </Popover.Dropdown>
  </Popover>
)
