import { MantineProvider } from '@mantine/core'
import '@mantine/core/styles.layer.css'
import { setNonce } from 'get-nonce'
import { type ReactNode, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { colorSchemeManager } from './colorSchemeManager.ts'
import './mantine.css'
import { createTheme, variables } from './theme.ts'

/** The nonce that the page's content security policy asks of every style sheet which a script adds. */
function styleNonce(): string {
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
}

/** Mantine in the colours and measures of the page's mood. */
export function Themed({ children }: { children: ReactNode }) {
  const t = useTranslations()
  const theme = useMemo(() => createTheme(t), [t])
  const manager = useMemo(() => {
    setNonce(styleNonce())
    return colorSchemeManager()
  }, [])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={manager}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  )
}
