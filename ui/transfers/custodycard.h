#pragma once

#include "models/services/transferservice.h"
#include "ui/common/card.h"
#include "ui/common/uicontext.h"

class QPushButton;

namespace tocsin {

class Label;

/** The chain of custody (P10.4): what left, item by item, and what became of it; printed, as JSON, as a list of sums.
 */
class CustodyCard : public Card
{
    Q_OBJECT

public:
    explicit CustodyCard(const UiContext &ui, QWidget *parent = nullptr);

    void showDetails(const TransferDetails &details);
    /** Asked where to; a test answers in its place. */
    std::function<QString(const QString &suggested)> chooseFile;

Q_SIGNALS:
    void moveRequested();
    void endRequested(const QList<tocsin::TransferMoveId> &moves);
    void said(const QString &text);
    void failed(const QString &text);

private:
    void addMove(const TransferMove &move, int number);
    [[nodiscard]] QString whyNotMove() const;
    void save(CustodyFormat format);

    UiContext m_ui;
    TransferDetails m_details;
    Label *m_empty;
    QWidget *m_moves;
    QPushButton *m_record;
    QPushButton *m_endAll;
    QPushButton *m_export;
};

} // namespace tocsin
