#include "ui/transfers/factscard.h"

#include "ui/common/emptylayout.h"
#include "ui/common/label.h"

#include <QGridLayout>

namespace tocsin {

namespace {
constexpr int kColumn = 112; ///< a narrower one has a word a line
constexpr int kBetween = 24;
constexpr int kSides = 32;
} // namespace

FactsCard::FactsCard(int most, QWidget *parent)
    : Card(QString(), parent)
    , m_grid(new QGridLayout)
    , m_most(most)
    , m_columns(most)
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(kBetween);
    m_grid->setVerticalSpacing(12);
    body()->addLayout(m_grid);
}

void FactsCard::setFacts(const QList<std::pair<QString, QString>> &facts)
{
    emptyLayout(m_grid);
    m_cells.clear();
    for (const auto &[name, text] : facts) {
        if (text.trimmed().isEmpty())
            continue;
        auto *cell = new QWidget(this);
        auto *column = new QVBoxLayout(cell);
        column->setContentsMargins({});
        column->setSpacing(2);
        column->addWidget(wrappedLabel(name, TextStyle::SmallMuted));
        auto *value = wrappedLabel(text, TextStyle::Small);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(value);
        column->addStretch(1);
        m_cells << cell;
    }
    arrange();
}

void FactsCard::arrange()
{
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    const int used = static_cast<int>(qMin<qsizetype>(m_columns, m_cells.size()));
    for (int at = 0; at < m_cells.size(); ++at)
        m_grid->addWidget(m_cells.at(at), at / m_columns, at % m_columns);
    for (int c = 0; c < m_most; ++c) // what is left out leaves no empty column
        m_grid->setColumnStretch(c, c < used ? 1 : 0);
}

QSize FactsCard::minimumSizeHint() const
{
    return {kColumn + kSides, Card::minimumSizeHint().height()};
}

void FactsCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    const int room = (width() - kSides + kBetween) / (kColumn + kBetween);
    const int columns = qBound(1, room, m_most);
    if (columns != m_columns) {
        m_columns = columns;
        arrange();
    }
}

} // namespace tocsin
