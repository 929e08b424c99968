#pragma once

#include "ui/common/card.h"

class QGridLayout;

namespace tocsin {

/** What a request is about: names above values, in columns; what has no value is left out. */
class FactsCard : public Card
{
    Q_OBJECT

public:
    explicit FactsCard(int columns, QWidget *parent = nullptr);

    void setFacts(const QList<std::pair<QString, QString>> &facts);

private:
    QGridLayout *m_grid;
    int m_columns;
};

} // namespace tocsin
