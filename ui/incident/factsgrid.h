#pragma once

#include <QWidget>

class QGridLayout;

namespace tocsin {

/** Names and values in two columns, selectable. */
class FactsGrid : public QWidget
{
    Q_OBJECT

public:
    explicit FactsGrid(QWidget *parent = nullptr);

    struct Fact
    {
        QString name;
        QString value;
        QString tooltip;
        friend bool operator==(const Fact &, const Fact &) = default;
    };
    void setFacts(const QList<Fact> &facts);

private:
    QGridLayout *m_layout;
    QList<Fact> m_shown;
};

} // namespace tocsin
