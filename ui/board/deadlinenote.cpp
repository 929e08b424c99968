#include "ui/board/deadlinenote.h"

#include "ui/common/deadlinetext.h"
#include "ui/common/label.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace tocsin {

using namespace Qt::StringLiterals;

DeadlineNote::DeadlineNote(QWidget *parent)
    : QWidget(parent)
    , m_title(wrappedLabel({}, TextStyle::BodyBold, this))
    , m_text(wrappedLabel({}, TextStyle::Small, this))
{
    setObjectName(u"deadline-note"_s);
    setAccessibleName(tr("How the law counts it"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    m_text->setObjectName(u"deadline-note-text"_s);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    hide();
}

void DeadlineNote::setRows(const QList<ClockRow> &rows, const ClockRow *chosen, qint64 nowMs)
{
    setVisible(std::any_of(rows.begin(), rows.end(), [nowMs](const ClockRow &row) {
        return row.info != DeadlineInfo{} || laterScope(row.obligation, row.incident, nowMs);
    }));
    choose(chosen, nowMs);
}

void DeadlineNote::choose(const ClockRow *row, qint64 nowMs)
{
    if (!row) {
        m_title->setText(tr("How the law counts it"));
        m_text->setText(tr("Choose a deadline above."));
        return;
    }
    const Obligation &o = row->obligation;
    m_title->setText(!row->isObligation()   ? tr("%1, %2").arg(row->incident.reference(), dutyText(*row))
                     : o.citation.isEmpty() ? tr("%1, %2").arg(row->incident.reference(), nameOf(o.duty))
                                            : tr("%1, %2").arg(row->incident.reference(), o.citation));
    QStringList lines = deadlineInfoLines(row->info, o.facts.deadlineMs, {});
    if (const auto later = laterScope(o, row->incident, nowMs))
        lines << laterScopeLine(*later, {});
    m_text->setText(lines.isEmpty() ? tr("Elapsed time alone counts; nothing stands beside it.") : lines.join(u'\n'));
}

void DeadlineNote::paintEvent(QPaintEvent *)
{
    const Theme &t = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.line);
    painter.setBrush(t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace tocsin
