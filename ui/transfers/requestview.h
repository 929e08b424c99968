#pragma once

#include "ui/common/uicontext.h"
#include "ui/transfers/requestfacts.h"

#include <QHash>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tocsin {

class AttestationForm;
class Banner;
class Card;
class Chip;
class FactsCard;
class FlowLayout;
class FormDraft;
class FormRow;
class Label;
class MarkdownBlock;

/** A request that is no transfer, in one column: the facts, what was said, the decision in place, the thread. */
class RequestView : public QWidget
{
    Q_OBJECT

public:
    explicit RequestView(const UiContext &ui, QWidget *parent = nullptr);
    ~RequestView() override;

    /** Reads and shows it; the same again keeps what is typed. */
    void showRequest(const Approval &request);
    void reload() { showRequest(m_request); }
    [[nodiscard]] const RequestFacts &facts() const { return m_facts; }

    /** By key: the choice that says yes, the one that says no, the question. */
    void approve();
    void refuse();
    void askBack();

Q_SIGNALS:
    void shown();
    /** Something is in the record; what lists it has to be read anew. */
    void changed();

private:
    void build();
    QWidget *buildHead();
    Card *buildDecision();
    Card *buildThread();
    void present(const RequestFacts &facts);
    void makeButtons();
    void showChoices();
    void showThread();
    void take(int choice);
    void remark(bool question);
    void run(std::function<Result<void>(Services &)> job, const QString &said);
    void showError(const QString &text, QWidget *field);
    [[nodiscard]] bool sameAs(const Approval &request) const;
    [[nodiscard]] QString draftName() const;

    UiContext m_ui;
    Approval m_request;
    RequestFacts m_facts;
    FormDraft *m_draft;
    bool m_busy = false;
    QScrollArea *m_scroll;
    Label *m_where;
    Label *m_title;
    Chip *m_state;
    Banner *m_warning;
    Banner *m_error;
    FactsCard *m_factsCard;
    Card *m_textCard;
    MarkdownBlock *m_text;
    Card *m_decision;
    Label *m_said;
    QPlainTextEdit *m_words;
    FormRow *m_wordsRow;
    QVBoxLayout *m_attest;
    QHash<int, AttestationForm *> m_forms; ///< by role
    Label *m_why;
    FlowLayout *m_buttons;
    QList<QPushButton *> m_choices; ///< in it, one for each of the facts
    Card *m_thread;
    Label *m_lines;
    QPlainTextEdit *m_question;
    QPushButton *m_ask;
    QPushButton *m_answer;
};

} // namespace tocsin
