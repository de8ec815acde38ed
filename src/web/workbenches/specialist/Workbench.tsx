import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { Empty } from '#web/ui/states.tsx'

const menu: readonly MenuItem[] = [{ href: '/', name: { zh: '待办', en: 'Duties' } }]

export default function Workbench() {
  return (
    <DeskTheme>
      <DeskShell menu={menu}>
        <DeskPage title={{ zh: '专科医生', en: 'Specialist' }}>
          <Empty
            title={{ zh: '没有待办', en: 'Nothing to do' }}
            next={{ zh: '新的待办会自己出现', en: 'New duties appear here by themselves' }}
          />
        </DeskPage>
      </DeskShell>
    </DeskTheme>
  )
}
