#pragma once

#include "models/services/incidentservice.h"
#include "models/services/services.h"
#include "ui/common/uicontext.h"
#include "ui/incident/acts.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tocsin {

class Banner;
class FormDraft;
class FormRow;
class Label;

/**
 * One act on an incident, beside the page: what it will do and who will see it, its fields, and one button. Keeps a
 * draft; says a refusal at the field it is about; on a conflict keeps what was typed and lets the person press again.
 */
class ActPanel : public QWidget
{
    Q_OBJECT

public:
    /** `name` is the draft's: "act/move". */
    ActPanel(const UiContext &ui, QString name, const IncidentDetails &details, QWidget *parent = nullptr);
    /** What was typed last is written to the draft, also when the window goes away. */
    ~ActPanel() override;

    /** The incident was read anew. */
    void showIncident(const IncidentDetails &details);
    /** To the first field. */
    void focusFirst();
    /** Before it goes: what waits is written to the draft. */
    void leave();
    [[nodiscard]] virtual int preferredWidth() const { return 440; }
    /** May cover more than half of the page, and the header goes without its steps in a low window. */
    [[nodiscard]] virtual bool wantsRoom() const { return false; }

Q_SIGNALS:
    /** The act is in the record. */
    void done(const QString &said);
    void cancelled();
    /** Another tab mends what is missing. */
    void goTo(const QString &tab);
    /** Another act mends what is missing. */
    void actRequested(tocsin::Act act);
    /** Somebody else was faster: the incident has to be read anew. */
    void stale();

protected:
    void setTexts(const QString &title, const QString &what, const QString &whoSees);
    void setPrimary(const QString &label, bool danger = false);
    FormRow *addRow(const QString &label, QWidget *field, const QString &fieldName);
    /** A field of a few lines. */
    FormRow *addText(const QString &label, QPlainTextEdit *&field, const QString &fieldName, const QString &name,
                     int lines = 3);
    void addWidget(QWidget *widget);
    /** Call when all fields are there: reads the draft. */
    void finish();
    /** The incident changed under the panel. */
    virtual void refresh() {}
    /** The person pressed the button. */
    virtual void submit() = 0;
    /** Why the button is disabled, or empty. */
    [[nodiscard]] virtual QString whyDisabled() const { return {}; }
    void updateButton();
    /** Runs it; `said` is for the status line when it worked. */
    void run(std::function<Result<void>(Services &)> job, const QString &said);
    /** The same for what takes long: on the second connection, the draft goes when it is done. */
    void runLong(std::function<Result<void>(Services &)> job, const QString &said);
    void showError(const Error &error);

    [[nodiscard]] const IncidentDetails &details() const { return m_details; }
    [[nodiscard]] const Incident &incident() const { return m_details.incident; }
    [[nodiscard]] ActContext context() const;
    [[nodiscard]] qint64 nowMs() const;
    [[nodiscard]] FormDraft &draft() const { return *m_draft; }

    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

    UiContext m_ui;

private:
    void build();
    QWidget *buildHead();
    QWidget *buildFoot();
    /** Who was faster, with what and when. */
    void tellLastAct();
    void showRestored();
    void answer(const Result<void> &result, const QString &said);

    QString m_name;
    IncidentDetails m_details;
    FormDraft *m_draft;
    Label *m_title;
    Label *m_what;
    Label *m_whoSees;
    Label *m_disabled;
    Banner *m_banner;
    QScrollArea *m_scroll;
    QVBoxLayout *m_body;
    QPushButton *m_primary;
    bool m_busy = false;
};

} // namespace tocsin
