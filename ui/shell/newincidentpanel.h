#pragma once

#include "models/domain/incident.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace tocsin {

class Banner;
class FormDraft;
class FormRow;
class Label;
class LeadPicker;
class RestrictionForm;

/** Records a first indication (P1.2) beside the page. What is typed survives closing and a crash until it is recorded.
 */
class NewIncidentPanel : public QWidget
{
    Q_OBJECT

public:
    explicit NewIncidentPanel(const UiContext &ui, QWidget *parent = nullptr);

    /** Comes to the front with the draft, if there is one. */
    void open();
    /** What "detected" means now, or the reason why it means nothing; ms UTC, 0 if it cannot be read. */
    [[nodiscard]] static qint64 readInstant(const QString &typed, qint64 nowMs, QString *remark);

Q_SIGNALS:
    void recorded(tocsin::IncidentId id);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QLayout *makeHead();
    QWidget *makeForm();
    QLayout *makeFoot();
    void addRestriction(QBoxLayout *layout);
    void refreshRestriction();
    void refreshHints();
    void submit();
    void onRecorded(IncidentId id);
    void showProblem(const Error &error);
    void clear();

    UiContext m_ui;
    FormDraft *m_draft;
    Banner *m_banner;
    QLineEdit *m_title;
    QComboBox *m_source;
    FormRow *m_sourceRow = nullptr;
    QLineEdit *m_detail;
    QLineEdit *m_detected;
    FormRow *m_detectedRow = nullptr;
    QLineEdit *m_reporter;
    QPlainTextEdit *m_seen;
    QCheckBox *m_exercise;
    LeadPicker *m_leads = nullptr;
    QCheckBox *m_restricted;
    RestrictionForm *m_restriction = nullptr;
    Label *m_whoSees;
    Label *m_restored;
    QPushButton *m_record;
};

} // namespace tocsin
