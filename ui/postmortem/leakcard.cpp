#include "ui/postmortem/leakcard.h"

#include "ui/common/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

QString boxText(LeakKind kind)
{
    switch (kind) {
    case LeakKind::Person:
        return LeakCard::tr("No names of people");
    case LeakKind::System:
        return LeakCard::tr("No internal systems");
    case LeakKind::Customer:
        break;
    }
    return LeakCard::tr("No customers");
}

} // namespace

LeakCard::LeakCard(QWidget *parent)
    : Card(tr("What must not slip in"), parent)
{
    setObjectName(u"summaryLeaks"_s);
    body()->addWidget(wrappedLabel(tr("Known names are listed. Read for those that no list knows, then tick each."),
                                   TextStyle::SmallMuted, this));
    for (const auto &e : enumTable<LeakKind>()) {
        Part part;
        part.box = new QCheckBox(boxText(e.value), this);
        part.box->setObjectName(u"summaryLooked-"_s + QLatin1StringView(e.code));
        part.box->setMinimumWidth(120); // a longer label ends in dots before it is wider than the column
        part.box->setAccessibleName(tr("I looked through it: %1").arg(boxText(e.value)));
        // Toggled, not clicked: a screen reader toggles it.
        connect(part.box, &QCheckBox::toggled, this, [this, kind = e.value] {
            fill(); // it is ticked once the record has it
            Q_EMIT lookedThrough(kind);
        });
        part.rows = new QVBoxLayout;
        part.rows->setContentsMargins(24, 0, 0, 8);
        part.rows->setSpacing(4);
        body()->addWidget(part.box);
        body()->addLayout(part.rows);
        m_parts.insert(e.value, part);
    }
    body()->addStretch(1);
    fill();
}

bool LeakCard::isOpen() const
{
    return std::any_of(m_leaks.begin(), m_leaks.end(), [](const SummaryLeak &leak) { return !leak.isSettled(); });
}

void LeakCard::showLeaks(const QList<SummaryLeak> &leaks, const QSet<LeakKind> &lookedFor, const QString &refusal)
{
    m_leaks = leaks;
    m_looked = lookedFor;
    m_refusal = refusal;
    setNote({});
    fill();
}

void LeakCard::showSearching()
{
    setNote(tr("Looking…"));
}

void LeakCard::fill()
{
    for (auto it = m_parts.begin(); it != m_parts.end(); ++it) {
        while (QLayoutItem *item = it->rows->takeAt(0)) {
            item->widget()->hide();
            item->widget()->deleteLater();
            delete item;
        }
        int open = 0;
        for (const SummaryLeak &leak : std::as_const(m_leaks))
            if (leak.kind == it.key()) {
                open += leak.isSettled() ? 0 : 1;
                it->rows->addWidget(makeRow(leak));
            }
        const bool looked = m_looked.contains(it.key()) && open == 0;
        const QString why = looked      ? QString()
                            : open == 1 ? tr("One found name is open: take it out, or say why it may stay.")
                            : open > 1
                                ? tr("%1 found names are open: take them out, or say why they may stay.").arg(open)
                                : m_refusal;
        {
            const QSignalBlocker quiet(it->box);
            it->box->setChecked(looked);
        }
        it->box->setEnabled(!looked && why.isEmpty());
        it->box->setToolTip(looked ? tr("The author looked through this version.") : why);
    }
}

QWidget *LeakCard::makeRow(const SummaryLeak &leak)
{
    auto *row = new QWidget(this);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *words = wrappedLabel(u"“%1”"_s.arg(leak.words), TextStyle::BodyBold, row);
    layout->addWidget(words);
    const QString whose =
        leak.whose.isEmpty() || leak.whose.compare(leak.words, Qt::CaseInsensitive) == 0 ? QString() : leak.whose;
    if (!whose.isEmpty())
        layout->addWidget(wrappedLabel(whose, TextStyle::SmallMuted, row));
    if (leak.isSettled()) {
        layout->addWidget(
            wrappedLabel(tr("May stay, says %1: %2").arg(leak.byName, leak.reason), TextStyle::SmallMuted, row));
    } else {
        auto *stay = new QPushButton(tr("May stay…"), row);
        stay->setObjectName(u"summaryStay-"_s + leak.words);
        stay->setAccessibleName(tr("Say why “%1” may stay").arg(leak.words));
        stay->setEnabled(m_refusal.isEmpty());
        stay->setToolTip(m_refusal);
        connect(stay, &QPushButton::clicked, this, [this, leak] { Q_EMIT mayStayWanted(leak); });
        layout->addWidget(stay, 0, Qt::AlignLeft);
    }
    return row;
}

} // namespace tocsin
