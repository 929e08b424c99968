#pragma once

#include "models/services/transferservice.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QScrollArea;

namespace tocsin {

class Banner;
class ChecklistForm;
class Chip;
class CustodyCard;
class DecisionForm;
class FactsCard;
class Label;
class ThreadCard;

/** One transfer in one column: what is asked, legal's checklist, the written decision, the thread, the custody. */
class TransferView : public QWidget
{
    Q_OBJECT

public:
    explicit TransferView(const UiContext &ui, QWidget *parent = nullptr);

    /** Reads and shows it; the same again keeps what is typed. */
    void showTransfer(TransferId id);
    void reload() { showTransfer(m_id); }
    [[nodiscard]] TransferId transfer() const { return m_id; }
    [[nodiscard]] const TransferDetails &details() const { return m_details; }
    [[nodiscard]] CustodyCard *custody() const { return m_custody; }

    /** By key: for legal "may go ahead", for the manager "approve". To the first thing that is still to be written. */
    void approve();
    void refuse();
    void askBack();

Q_SIGNALS:
    void shown();
    /** Something is in the record; what lists it has to be read anew. */
    void changed();
    void moveRequested();
    void endRequested(const QList<tocsin::TransferMoveId> &moves);

private:
    void build();
    QWidget *buildHead();
    void show(const TransferDetails &details);
    void showFacts();
    void showBanner();
    void reveal(QWidget *widget);

    UiContext m_ui;
    TransferId m_id;
    TransferDetails m_details;
    QScrollArea *m_scroll;
    Label *m_where;
    Label *m_title;
    Chip *m_state;
    Banner *m_banner;
    FactsCard *m_facts;
    ChecklistForm *m_checklist;
    DecisionForm *m_decision;
    ThreadCard *m_thread;
    CustodyCard *m_custody;
};

} // namespace tocsin
