import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Empty } from '#web/ui/states.tsx'

export function Nowhere() {
  return (
    <DeskPage title={{ zh: '没有这个页面', en: 'There is no such page' }}>
      <Empty
        icon="pin"
        title={{ zh: '没有这个页面', en: 'There is no such page' }}
        next={{ zh: '请从左边的菜单选择', en: 'Choose from the menu at the left' }}
      />
    </DeskPage>
  )
}
