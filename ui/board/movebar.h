#pragma once

#include "models/domain/incident.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace tocsin {

class FormDraft;
class Label;

/** Asks why a card moves, in the page and not in a dialog (P1.6). Enter moves, Escape does not. */
class MoveBar : public QWidget
{
    Q_OBJECT

public:
    explicit MoveBar(const UiContext &ui, QWidget *parent = nullptr);
    /** What was typed last is written to the draft. */
    ~MoveBar() override;

    /** Shows what will happen and takes the focus. */
    void ask(const Incident &incident, Stage to);
    [[nodiscard]] IncidentId incident() const { return m_incident; }
    /** After a failed attempt: the text stays, the reason shows. */
    void setError(const QString &error);
    void setBusy(bool busy);
    void finish();
    /** Of the reason; the panel of the incident's page goes on with it. */
    [[nodiscard]] FormDraft &draft() const { return *m_draft; }

Q_SIGNALS:
    void confirmed(tocsin::IncidentId id, int seenVersion, tocsin::Stage to, const QString &reason);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void confirm();

    IncidentId m_incident;
    int m_version = 0;
    Stage m_to = Stage::Detect;
    Label *m_title;
    Label *m_help;
    Label *m_error;
    QLineEdit *m_reason;
    QPushButton *m_move;
    QPushButton *m_cancel;
    FormDraft *m_draft;
};

} // namespace tocsin
