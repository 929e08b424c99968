#pragma once

#include "models/services/incidentservice.h"
#include "models/services/services.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QBoxLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace tocsin {

class Banner;
class ChoiceGroup;
class ConflictPanel;
class FormDraft;
class Label;

/** Classifies in the simple form: outcome, personal data, the facts, who took part; with every run before (P5). */
class ClassificationForm : public QWidget
{
    Q_OBJECT

public:
    explicit ClassificationForm(const UiContext &ui, QWidget *parent = nullptr);
    ~ClassificationForm() override;

    void showIncident(const IncidentDetails &details);
    void focusOutcome();

Q_SIGNALS:
    /** Somebody else was faster: read the incident anew. */
    void stale();
    void done(const QString &said);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void fillOutcomes();
    void fillFromIncident();
    void readHistory();
    void showHistory(const QList<ClassificationRow> &rows);
    void save();
    void answer(const Result<void> &result);
    void openDraft();
    void mergeTheirs(const QString &who);
    [[nodiscard]] QString whyNotNow() const;

    UiContext m_ui;
    IncidentDetails m_details;
    FormDraft *m_draft;
    QBoxLayout *m_choices = nullptr;
    ChoiceGroup *m_outcome;
    ChoiceGroup *m_personal;
    QPlainTextEdit *m_reason;
    QLineEdit *m_participants;
    Banner *m_banner;
    ConflictPanel *m_conflict;
    Label *m_why;
    QPushButton *m_save;
    QVBoxLayout *m_history;
    QString m_baseOutcome, m_basePersonal; ///< what those that are chosen started from
    bool m_overtaken = false;              ///< somebody classified it meanwhile: to be shown with the history
    bool m_busy = false;
    bool m_declaredShown = false;
};

} // namespace tocsin
