#pragma once

#include "models/services/customerpart.h"
#include "models/services/incidentservice.h"
#include "models/services/latenotice.h"
#include "models/services/noticeservice.h"
#include "models/services/services.h"
#include "ui/common/conflictpanel.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTimer;
class QToolButton;

namespace tocsin {

class AnswersPage;
class AudiencePage;
class Banner;
class ClockLabel;
class ContentChecklist;
class ElidedLabel;
class FormDraft;
class FormPage;
class Label;
class MarkdownEditor;
class MessageTable;
class NoticeHistory;
class NoticePanel;
class NoticePath;
class OutboxBar;
class RecipientList;
class VersionsPage;

/**
 * One notice: recipients on the left, the text in the middle, what it must say on the right, the state path and the
 * clock on top, one button for the next step (P9).
 */
class NoticeComposer : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeComposer(const UiContext &ui, QWidget *parent = nullptr);
    /** What was typed last is written to the draft. */
    ~NoticeComposer() override;

    /** Shows another notice; half-typed text of the one before is in its draft. */
    void open(NoticeId id, const IncidentDetails &details);
    /** The incident was read anew; the notice follows. */
    void showIncident(const IncidentDetails &details);
    [[nodiscard]] NoticeId notice() const { return m_id; }

Q_SIGNALS:
    void backWanted();
    void scopeWanted();
    /** A notice that goes on from this one. */
    void phaseWanted(const tocsin::Notice &begun);
    /** Something was done: lists read anew. */
    void acted();
    /** A panel or a conflict needs the incident as it is now. */
    void stale();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Step { None, Save, Submit, Approve, Return, Send, Deliver };
    enum Page { TextPage, MessagesPage, HistoryPage, AudiencePageAt, VersionsPageAt, AnswersPageAt, FormPageAt };

    void build();
    QWidget *buildHead();
    QWidget *buildMiddle();
    QWidget *buildText();
    QWidget *buildRight();
    void buildParts();
    void refreshParts();
    void watchForm();
    void checkNames();
    void defangText();
    [[nodiscard]] QStringList ownPlaces() const;
    void watchDraft();
    void readSummary();
    void insertSummary();

    void read();
    void showDetails(const NoticeDetails &details);
    void insertReasons();
    void takeTheirs();
    void fill(const NoticeDraft &draft);
    [[nodiscard]] NoticeDraft typed() const;
    [[nodiscard]] bool isDirty() const;
    /** Somebody else saved a text since this one was begun. */
    [[nodiscard]] bool isOvertaken() const;
    [[nodiscard]] bool isEditable() const;
    void onEdited();
    void refresh();
    void refreshHead();
    void refreshPages();
    void refreshPreviewNames();
    [[nodiscard]] QString previewText(const QString &source) const;
    void choosePage(int page);
    void arrangeColumns();
    void jumpTo(const QStringList &places);

    [[nodiscard]] Step nextStep() const;
    /** What the second button does. */
    [[nodiscard]] Step otherStep() const;
    /** The person is legal and did not write the text: the approval is their own, by log-in. */
    [[nodiscard]] bool approvesSelf() const;
    [[nodiscard]] QString whyNot(Step step) const;
    void take(Step step);
    /** Every message has its delivery, and somebody without a contact is not told yet. */
    [[nodiscard]] bool onlyByHandIsLeft() const;
    void tellByHand(SubscriptionId subscription);
    /** What becomes of a message; of none: of all that can be called back. */
    void decideOn(MessageId message);
    void save();
    void act(std::function<Result<void>(Services &)> job, const QString &said);
    void finished(const QString &said);
    void showPanel(NoticePanel *panel);
    void closePanel();
    void showError(const Error &error);
    /** Somebody else saved another text: what goes together is put together, the rest is asked about (P12.3). */
    void mergeTheirs();
    void takeDecision(const QHash<QString, ConflictPanel::Choice> &choices);

    UiContext m_ui;
    IncidentDetails m_incident;
    NoticeDetails m_details;
    CustomerPart m_theirs; ///< what it has to say of the customer's own part
    LateNotice m_late;     ///< whether it says why it is late, and what the record has for that
    NoticeId m_id;
    bool m_loaded = false;
    bool m_busy = false;
    bool m_filling = false;
    bool m_showMessages = false;         ///< once they are read
    NoticeTextId m_base;                 ///< the text that what is typed started from
    NoticeDraft m_baseText;              ///< and what it said
    std::optional<NoticeDraft> m_saving; ///< what this window is saving: no conflict when it comes back

    FormDraft *m_draft;
    ElidedLabel *m_kind = nullptr;
    ElidedLabel *m_title = nullptr;
    NoticePath *m_path = nullptr;
    ClockLabel *m_clock = nullptr;
    QPushButton *m_secondary = nullptr;
    QPushButton *m_primary = nullptr;
    Banner *m_banner = nullptr;
    ConflictPanel *m_conflict = nullptr;
    RecipientList *m_recipients = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_pages = nullptr;
    QLineEdit *m_subject = nullptr;
    Label *m_subjectError = nullptr;
    MarkdownEditor *m_editor = nullptr;
    QComboBox *m_previewAs = nullptr;
    MessageTable *m_messages = nullptr;
    OutboxBar *m_outbox = nullptr;
    NoticeHistory *m_history = nullptr;
    Label *m_words = nullptr;
    Label *m_saved = nullptr;
    QWidget *m_left = nullptr;
    QStackedWidget *m_right = nullptr;
    ContentChecklist *m_checklist = nullptr;
    NoticePanel *m_panel = nullptr;
    AudiencePage *m_audience = nullptr;
    VersionsPage *m_versions = nullptr;
    AnswersPage *m_answers = nullptr;
    FormPage *m_form = nullptr;
    QTimer *m_checkTimer = nullptr;
    QToolButton *m_insertSummary = nullptr;
    QString m_summary; ///< of the post-mortem, approved; empty: none
    int m_checks = 0;
};

} // namespace tocsin
