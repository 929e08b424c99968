#include "ui/transfers/factscard.h"

#include "ui/common/emptylayout.h"
#include "ui/common/label.h"

#include <QGridLayout>

namespace tocsin {

FactsCard::FactsCard(int columns, QWidget *parent)
    : Card(QString(), parent)
    , m_grid(new QGridLayout)
    , m_columns(columns)
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(12);
    for (int c = 0; c < columns; ++c)
        m_grid->setColumnStretch(c, 1);
    body()->addLayout(m_grid);
}

void FactsCard::setFacts(const QList<std::pair<QString, QString>> &facts)
{
    emptyLayout(m_grid);
    int at = 0;
    for (const auto &[name, text] : facts) {
        if (text.trimmed().isEmpty())
            continue;
        auto *cell = new QWidget;
        auto *column = new QVBoxLayout(cell);
        column->setContentsMargins({});
        column->setSpacing(2);
        column->addWidget(new Label(name, TextStyle::SmallMuted));
        auto *value = wrappedLabel(text, TextStyle::Small);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(value);
        column->addStretch(1);
        m_grid->addWidget(cell, at / m_columns, at % m_columns);
        ++at;
    }
    for (int c = 0; c < m_columns; ++c) // what is left out leaves no empty column
        m_grid->setColumnStretch(c, c < at ? 1 : 0);
}

} // namespace tocsin
