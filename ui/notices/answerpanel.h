#pragma once

#include "models/domain/bounce.h"
#include "models/services/matterservice.h"
#include "ui/notices/noticepanel.h"

class QCheckBox;
class QLineEdit;

namespace tocsin {

class ChoiceGroup;
class InstantEdit;
class PersonField;

/** Records what came back on a notice, or settles what is open (P9.5, P9.9). */
class AnswerPanel : public NoticePanel
{
    Q_OBJECT

public:
    /** `matter` valid: it is answered, moved or ended; else something new is recorded. */
    AnswerPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice, const Matter &matter,
                QWidget *parent = nullptr);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void buildNew();
    void buildSettle();
    void showFields();
    [[nodiscard]] MatterKind kind() const;

    Matter m_matter;
    ChoiceGroup *m_kind = nullptr;
    ChoiceGroup *m_how = nullptr;
    QLineEdit *m_who = nullptr;
    InstantEdit *m_at = nullptr;
    QCheckBox *m_linked = nullptr; ///< it went to the wrong party: a new incident is offered (P9.9)
    QLineEdit *m_reference = nullptr;
    FormRow *m_referenceRow = nullptr;
    QPlainTextEdit *m_words = nullptr;
    PersonField *m_owner;
    FormRow *m_ownerRow = nullptr;
    InstantEdit *m_due;
    FormRow *m_dueRow = nullptr;
    FormRow *m_answerRow = nullptr;
    QPlainTextEdit *m_answer = nullptr;
};

/** Returned mail from a mailbox file: which messages did not arrive is seen before it is recorded (P9.2). */
class MailboxPanel : public NoticePanel
{
    Q_OBJECT

public:
    MailboxPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                 QWidget *parent = nullptr);
    void read(const QString &path);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    [[nodiscard]] int fresh() const;

    QList<BounceMatch> m_matches;
    Label *m_found;
    QPlainTextEdit *m_lines;
};

} // namespace tocsin
