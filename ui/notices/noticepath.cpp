#include "ui/notices/noticepath.h"

#include "ui/common/accessibleroles.h"
#include "ui/common/chippaint.h"
#include "ui/theme/fonts.h"
#include "ui/theme/stylepaint.h"
#include "ui/theme/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kGap = 18;
constexpr int kNarrowGap = 6;
constexpr int kPadding = 7;
constexpr std::array kPath{NoticeState::Draft,  NoticeState::LegalReview, NoticeState::Approved,
                           NoticeState::Queued, NoticeState::Sent,        NoticeState::Delivered};

QString wordOf(NoticeState step, NoticeState at)
{
    const bool passed = at != NoticeState::Failed && step < at;
    // What failed stands where "delivered" would.
    const QString name = at == NoticeState::Failed && step == NoticeState::Delivered ? nameOf(at) : nameOf(step);
    return passed || (at == NoticeState::Delivered && step == at) ? u"✓ "_s + name : name;
}

bool isCurrent(NoticeState step, NoticeState at)
{
    return step == at || (at == NoticeState::Failed && step == NoticeState::Delivered);
}

} // namespace

NoticePath::NoticePath(QWidget *parent)
    : QWidget(parent)
{
    useAccessibleRoles();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setState(NoticeState::Draft);
}

void NoticePath::setState(NoticeState state)
{
    m_state = state;
    setAccessibleName(tr("State: %1").arg(nameOf(state)));
    setToolTip(tr("The notice is in the state %1.").arg(nameOf(state)));
    updateGeometry();
    update();
}

QSize NoticePath::sizeFor(int gap) const
{
    const QFontMetrics fm(finePrintBoldFont());
    int width = 0;
    for (const NoticeState step : kPath)
        width += fm.horizontalAdvance(wordOf(step, m_state)) + 2 * kPadding + gap;
    return {width - gap, kChipHeight};
}

QSize NoticePath::sizeHint() const
{
    return sizeFor(kGap);
}

QSize NoticePath::minimumSizeHint() const
{
    return sizeFor(kNarrowGap);
}

void NoticePath::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::current();
    const QFont font = finePrintBoldFont();
    const QFontMetrics fm(font);
    const int gap = width() >= sizeHint().width() ? kGap : kNarrowGap;
    const int top = (height() - kChipHeight) / 2;
    int x = 0;
    painter.setFont(font);
    for (const NoticeState step : kPath) {
        const QString word = wordOf(step, m_state);
        const QRect box(x, top, fm.horizontalAdvance(word) + 2 * kPadding, kChipHeight);
        const bool current = isCurrent(step, m_state);
        const bool done = word.startsWith(u'✓');
        const ToneColors met = theme.tone(Tone::Met);
        const ToneColors failed = theme.tone(Tone::High);
        QColor ground = done ? met.ground : theme.dark ? theme.line : theme.pressed;
        QColor ink = done ? met.ink : theme.muted;
        if (current && m_state == NoticeState::Failed) {
            ground = failed.ground;
            ink = failed.ink;
        } else if (current && !done) {
            ground = theme.accent;
            ink = theme.onAccent;
        }
        paintBox(painter, box, metrics::radiusChip, ground);
        painter.setPen(ink);
        painter.drawText(box, Qt::AlignCenter, word);
        x = box.right() + 1;
        if (step != NoticeState::Delivered)
            painter.fillRect(QRect(x + 2, top + kChipHeight / 2, gap - 4, 1), theme.line);
        x += gap;
    }
}

} // namespace tocsin
