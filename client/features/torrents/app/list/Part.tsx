import type { ComponentProps } from 'react'

/** A part of a grid that is no table: rows are placed by hand, and the grid is one stop for the tabulator, with keys of its own. */
export const Part = (props: ComponentProps<'div'>) => <div {...props} />

/** A box to tick that is told of the mouse's keys, which the browser's own is not. */
export const Box = (props: ComponentProps<'button'>) => <button type="button" {...props} />
