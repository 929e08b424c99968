#include "ui/incident/factsgrid.h"

#include "ui/common/label.h"

#include <QGridLayout>

namespace tocsin {

FactsGrid::FactsGrid(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setHorizontalSpacing(16);
    m_layout->setVerticalSpacing(6);
    m_layout->setColumnStretch(1, 1);
}

void FactsGrid::setFacts(const QList<Fact> &facts)
{
    if (facts == m_shown)
        return;
    m_shown = facts;
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < facts.size(); ++row) {
        m_layout->addWidget(new Label(facts[row].name, TextStyle::SmallMuted, this), row, 0, Qt::AlignTop);
        auto *value = wrappedLabel(facts[row].value, TextStyle::Body, this);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setToolTip(facts[row].tooltip);
        m_layout->addWidget(value, row, 1);
    }
}

} // namespace tocsin
