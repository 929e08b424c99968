#pragma once

#include "models/domain/postmortemsummary.h"
#include "ui/common/card.h"

class QCheckBox;

namespace tocsin {

class Label;

/** What must not slip from the post-mortem into a notice: found words, and what the author looked through (P11.4). */
class LeakCard : public Card
{
    Q_OBJECT

public:
    explicit LeakCard(QWidget *parent = nullptr);

    /** `refusal`: why this person settles nothing now, or empty. */
    void showLeaks(const QList<SummaryLeak> &leaks, const QSet<LeakKind> &lookedFor, const QString &refusal);
    /** While they are looked for anew. */
    void showSearching();
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    /** The author looked through the text for it. */
    void lookedThrough(tocsin::LeakKind kind);
    /** Why these words may stay is to be said. */
    void mayStayWanted(const tocsin::SummaryLeak &leak);

private:
    void fill();
    QWidget *makeRow(const SummaryLeak &leak);

    struct Part
    {
        QCheckBox *box = nullptr;
        QVBoxLayout *rows = nullptr;
    };
    QMap<LeakKind, Part> m_parts;
    QList<SummaryLeak> m_leaks;
    QSet<LeakKind> m_looked;
    QString m_refusal;
};

} // namespace tocsin
