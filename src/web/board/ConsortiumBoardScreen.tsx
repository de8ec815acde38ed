import { useMemo } from 'react'
import type { Direction } from '#care/referral/contract.ts'
import { type Board, boardContract, type FigureKey, level } from '#governance/board/contract.ts'
import { Changes, LowSupply } from '#web/board/Changes.tsx'
import { FlowTables } from '#web/board/FlowTable.tsx'
import { BoardContext } from '#web/board/Num.tsx'
import { CapacityTable, Declines, Sides, TimesTable } from '#web/board/Ranked.tsx'
import { RowsPane } from '#web/board/RowsPane.tsx'
import { Stages } from '#web/board/Stages.tsx'
import { Tile } from '#web/board/Tile.tsx'
import { Tools } from '#web/board/Tools.tsx'
import { useBoardView } from '#web/board/which.ts'
import { monthIn } from '#web/board/words.ts'
import { useNow } from '#web/ui/clock.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { momentInWords } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/board/board.css'

const tiles: readonly (readonly [FigureKey, Direction | null])[] = [
  ['submitted', 'up'],
  ['submitted', 'down'],
  ['downGrowth', 'down'],
  ['acceptTime', null],
  ['answeredInTime', null],
  ['declined', null],
  ['outShare', null],
  ['noShow', null],
]

/** On paper the lists above are gone: whose board it is, and of which month. */
function OnPaper({ board }: { board: Board }) {
  const { t, language } = useWords()
  return (
    <p className="only-paper">
      {board.place.name ?? t(level.labels[board.place.level])} · {monthIn(board.month, language)}
    </p>
  )
}

/** The board: a month at a place, every number of which opens into its rows. */
export function ConsortiumBoardScreen() {
  const { role } = useMe()
  const view = useBoardView()
  const isOwn = role === 'hospitalManager' || role === 'townshipManager'
  const { month, placeId, which, opened, open } = view
  const question = { ...(month ? { month } : {}) }
  const county = useAsk(
    boardContract.openBoard,
    { ...question, ...(placeId ? { placeId } : {}) },
    { keepPrevious: true, when: !isOwn, freshSeconds: 60 },
  )
  const own = useAsk(boardContract.openFacilityBoard, question, { keepPrevious: true, when: isOwn, freshSeconds: 60 })
  const asked = isOwn ? own : county
  const opening = useMemo(() => ({ opened, open }), [opened, open])
  return (
    <BoardContext value={opening}>
      <DeskPage
        title={{ zh: '运行看板', en: 'Board' }}
        hint={asked.data && !which && <AsOf board={asked.data} />}
        tools={<Tools board={asked.data} view={view} isOwn={isOwn} />}
        paneLabel={{ zh: '明细', en: 'Rows' }}
        pane={
          which &&
          asked.data && (
            <RowsPane
              key={opened}
              which={which}
              month={asked.data.month}
              placeId={placeId}
              isOwn={isOwn}
              onClose={() => open(undefined)}
            />
          )
        }
      >
        <Answered asked={asked} rows={12} what={{ zh: '看板', en: 'the board' }}>
          {(board) =>
            board.firstDay === null ? (
              <div className="sheet">
                <Empty
                  icon="transfer"
                  title={{ zh: '这里还没有任何转诊', en: 'Nothing has been referred here yet' }}
                  next={{
                    zh: '第一张转诊单提交后,数字会出现在这里,每个数字都能点开看明细',
                    en: 'Figures appear with the first referral, and each opens into its rows',
                  }}
                />
              </div>
            ) : (
              <>
                <OnPaper board={board} />
                <Figures board={board} />
              </>
            )
          }
        </Answered>
      </DeskPage>
    </BoardContext>
  )
}

function AsOf({ board }: { board: Board }) {
  const { t, language } = useWords()
  const now = useNow(60)
  const at = momentInWords(board.asOf, { language, now })
  return (
    <>
      {board.isRunning
        ? t({ zh: `本月至今 · 截至 ${at}`, en: `the month so far · as of ${at}` })
        : t({ zh: `截至 ${at}`, en: `as of ${at}` })}
    </>
  )
}

function Figures({ board }: { board: Board }) {
  const compared = comparedWith(board)
  const find = (key: FigureKey, way: Direction | null) =>
    board.figures.find((each) => each.key === key && (way === null || each.direction === way))
  return (
    <div className="board-page">
      <div className="tiles">
        {tiles.map(([key, way]) => {
          const found = find(key, way)
          return found && <Tile key={`${key} ${way}`} figure={found} compared={compared} />
        })}
      </div>
      <LowSupply board={board} />
      <div className="pair">
        <Stages board={board} />
        <Changes board={board} compared={compared} />
      </div>
      <FlowTables flow={board.flow} />
      <div className="pair">
        <TimesTable board={board} />
        <Declines board={board} />
      </div>
      <Sides board={board} />
      <CapacityTable board={board} />
    </div>
  )
}

function comparedWith({ isRunning, comparedWith: { previous } }: Board) {
  const day = Number(previous.until.slice(8)) - 1
  const month = previous.from.slice(0, 7)
  if (!isRunning || day === 0) return { zh: '上月', en: 'the month before' }
  return { zh: '上月同期', en: `${monthIn(month, 'en')}, same days` }
}
