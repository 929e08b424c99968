#include "ui/incident/historyrow.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/timetext.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

QWidget *makeHistoryRow(qint64 atMs, qint64 nowMs, const QString &who, const QString &what, const QString &why)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    const TimeText time;
    auto *at = new Label(time.brief(atMs, nowMs), TextStyle::MonoMuted, row);
    at->setToolTip(time.both(atMs));
    auto *when = new QVBoxLayout;
    when->setSpacing(1);
    when->addWidget(at);
    auto *by = new ElidedLabel(who, TextStyle::FinePrint, row);
    by->setFixedWidth(at->fontMetrics().horizontalAdvance(u"21 Nov "_s + time.shortTime(atMs)) + 12);
    when->addWidget(by);
    when->addStretch(1);
    layout->addLayout(when);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(wrappedLabel(what, TextStyle::Body, row));
    if (!why.isEmpty())
        texts->addWidget(wrappedLabel(why, TextStyle::SmallMuted, row));
    texts->addStretch(1);
    layout->addLayout(texts, 1);
    return row;
}

} // namespace tocsin
