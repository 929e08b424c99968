#include "ui/postmortem/usespage.h"

#include "ui/common/label.h"
#include "ui/common/timetext.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

UsesPage::UsesPage(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableWidget(0, 4, this))
    , m_what(wrappedLabel({}, TextStyle::SmallMuted, this))
{
    setObjectName(u"postmortemUses"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new Label(tr("Who had it"), TextStyle::Heading, this));
    layout->addWidget(m_what);
    m_table->setObjectName(u"usesTable"_s);
    m_table->setAccessibleName(tr("Who had the post-mortem, the last first"));
    m_table->setHorizontalHeaderLabels({tr("When"), tr("Who"), tr("What"), tr("Version")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(32);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_table->setColumnWidth(0, 176);
    m_table->setColumnWidth(1, 176);
    m_table->setColumnWidth(3, 88);
    layout->addWidget(m_table, 1);
}

void UsesPage::showUses(const QList<PostmortemUseLine> &uses, bool isShared)
{
    m_what->setText(isShared
                        ? tr("Each opening, print and export is an entry of the record.")
                        : tr("Each opening, print and export with this program is an entry of the record. On a local "
                             "database whoever has the file can read it without one."));
    m_table->setRowCount(static_cast<int>(uses.size()));
    for (int row = 0; row < uses.size(); ++row) {
        const PostmortemUseLine &u = uses.at(row);
        const QString what = u.fileName.isEmpty() ? nameOf(u.kind) : tr("%1 as %2").arg(nameOf(u.kind), u.fileName);
        const QString cells[] = {TimeText().full(u.atMs), u.byName, what, QString::number(u.number)};
        for (int column = 0; column < 4; ++column) {
            auto *item = new QTableWidgetItem(cells[column]);
            item->setToolTip(column == 0 ? TimeText().both(u.atMs) : cells[column]);
            m_table->setItem(row, column, item);
        }
    }
}

} // namespace tocsin
