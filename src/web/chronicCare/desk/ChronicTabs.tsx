import { Link, useLocation } from 'wouter'
import { callsPeople } from '#web/chronicCare/reach.ts'
import { useWords } from '#web/ui/words.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/chronicCare/desk/panel.css'

/** The places of chronic care at a desk. */
export function ChronicTabs() {
  const { t } = useWords()
  const { role } = useMe()
  const [here] = useLocation()
  const tabs = [
    { href: '/chronic', name: { zh: '管理概览', en: 'Panel' } },
    ...(callsPeople(role) ? [{ href: '/chronic/calls', name: { zh: '催访名单', en: 'Whom to call' } }] : []),
    { href: '/chronic/compared', name: { zh: '规范与指南对照', en: 'Norm and guideline' } },
  ]
  return (
    <nav className="chronic-tabs" aria-label={t({ zh: '慢病管理', en: 'Chronic care' })}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} aria-current={here === tab.href ? 'page' : undefined}>
          {t(tab.name)}
        </Link>
      ))}
    </nav>
  )
}
