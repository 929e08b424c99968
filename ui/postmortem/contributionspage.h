#pragma once

#include "models/domain/postmortem.h"
#include "ui/common/uicontext.h"

#include <QHash>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tocsin {

class Banner;
class EmptyState;
class FormDraft;
class Label;

/**
 * The contributions people were asked for (P11.2). For readers of the post-mortem all of them; for who was asked, the
 * question and their own answer, and a field for it.
 */
class ContributionsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ContributionsPage(const UiContext &ui, QWidget *parent = nullptr);
    /** What was typed last is written to the draft. */
    ~ContributionsPage() override;

    /** `refusal` is why this person asks nobody, or empty; `reader` whether they may read the post-mortem. */
    void showQuestions(IncidentId incident, const QList<PostmortemQuestion> &questions, bool reader,
                       const QString &refusal);
    [[nodiscard]] static int openCount(const QList<PostmortemQuestion> &questions);

Q_SIGNALS:
    void askRequested();
    void answered();

private:
    QWidget *makeCard(const PostmortemQuestion &question);
    QWidget *makeAnswer(const PostmortemQuestion &question);
    void answer(const PostmortemQuestion &question);

    UiContext m_ui;
    IncidentId m_incident;
    QList<PostmortemQuestion> m_questions;
    Label *m_what;
    Banner *m_banner;
    QPushButton *m_ask;
    EmptyState *m_empty;
    QScrollArea *m_area = nullptr;
    QVBoxLayout *m_rows;
    QHash<QuestionId, QPlainTextEdit *> m_fields;
    QHash<QuestionId, FormDraft *> m_drafts;
};

} // namespace tocsin
