#pragma once

#include "ui/common/card.h"

class QGridLayout;

namespace tocsin {

/** What a request is about: names above values, in as many columns as there is room for; no value, no name. */
class FactsCard : public Card
{
    Q_OBJECT

public:
    /** `most` columns, fewer where they would be narrow. */
    explicit FactsCard(int most, QWidget *parent = nullptr);

    void setFacts(const QList<std::pair<QString, QString>> &facts);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QGridLayout *m_grid;
    QList<QWidget *> m_cells;
    int m_most;
    int m_columns;
};

} // namespace tocsin
