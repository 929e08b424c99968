#pragma once

#include "models/domain/tuning.h"
#include "ui/common/card.h"
#include "ui/common/uicontext.h"

class QPlainTextEdit;
class QPushButton;

namespace tocsin {

class Banner;
class FactsGrid;
class FormDraft;
class FormRow;
class Label;

/** One tuning action beside the list: what it is, where it came from, and what became of it (P2.7). */
class TuningPanel : public Card
{
    Q_OBJECT

public:
    explicit TuningPanel(const UiContext &ui, QWidget *parent = nullptr);
    ~TuningPanel() override;

    /** Keeps what is typed about the one that is shown. */
    void showAction(const TuningAction &action);
    void focusFirst();

private:
    void openDraft();
    void settle(TuningState to);
    void refresh();
    void showError(const Error &error);

    UiContext m_ui;
    TuningAction m_action;
    FormDraft *m_draft = nullptr; ///< of the action that is shown
    Banner *m_banner;
    Label *m_what;
    FactsGrid *m_facts;
    QPlainTextEdit *m_remark;
    FormRow *m_remarkRow;
    QPushButton *m_jump;
    QPushButton *m_drop;
    QPushButton *m_done;
    QPushButton *m_again;
    Label *m_whyNot;
    bool m_busy = false;
};

} // namespace tocsin
