#pragma once

#include "models/domain/customer.h"
#include "models/domain/notice.h"
#include "ui/common/incidenttab.h"
#include "ui/incident/acts.h"
#include "ui/incident/nextstep.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace tocsin {

class ActPanel;
class BesideArea;
class EmptyState;
class IncidentHeader;
class Label;
class QuestionBanner;

/** One incident: its header, its tabs, and beside them the act a person is about to do. */
class IncidentPage : public QWidget
{
    Q_OBJECT

public:
    using TabMaker = std::function<IncidentTab *(const UiContext &)>;

    explicit IncidentPage(const UiContext &ui, QWidget *parent = nullptr);
    ~IncidentPage() override;

    /** Gives the page a tab of another surface: "timeline", "notices", "postmortem", "record"; or "classification",
     * which takes the whole page. Made when first shown. */
    void setTabMaker(const QString &key, TabMaker maker);
    /** Shows an incident; `tab` is a key of UiContext::openIncident, or empty for the one shown last; "overview/reopen"
     * also begins the reopening of one that ended or was closed. */
    void open(IncidentId id, const QString &tab);
    [[nodiscard]] IncidentId incident() const { return m_id; }
    /** The key of what is shown, as open() takes it. */
    [[nodiscard]] QString tab() const;
    /** "INC-0421 Telemetry pipeline …", for the window's title. */
    [[nodiscard]] QString title() const;

public Q_SLOTS:
    /** Begins an act, or says in the status line why it cannot be begun. */
    void beginAct(tocsin::Act act);

Q_SIGNALS:
    void titleChanged(const QString &title);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Reading
    {
        IncidentDetails details;
        QList<Notice> notices;
        std::optional<PostmortemState> postmortem;
        PersonId author; ///< of the notice to customers that waits for legal
    };

    void build();
    QWidget *buildContent();
    void buildShortcuts();
    void read();
    void showReading(const Reading &reading);
    void showFailure(const Error &error);
    void reset();
    void showPresent();
    void tellPresence();
    void followClocks(qint64 nowMs);
    void selectTab(const QString &key);
    void showPartOf(const QString &key);
    void showTab(int index);
    IncidentTab *makeTab(const QString &key);
    void connectTab(IncidentTab *tab);
    void updateBadges();
    void offerRisk();
    /** One prominent button a page. */
    void updateProminence();
    void goTo(const QString &key);
    /** The wizard, in place of header and tabs; false if no surface gave one. */
    bool showWizard();
    void openPanel(ActPanel *panel);
    void closePanel();
    void acted(const QString &said);
    void beginMove(Stage to);
    void takeNextStep(const NextStep &step);
    [[nodiscard]] ActContext context() const;

    UiContext m_ui;
    IncidentId m_id;
    IncidentDetails m_details;
    bool m_loaded = false;
    int m_reading = 0;
    bool m_asked = false;            ///< P6.3: asked as of the last tick
    QList<ObligationState> m_states; ///< as of the last tick, to see one change
    QTimer m_readSoon;
    QString m_wantedTab;
    QStackedWidget *m_stack;
    Label *m_loading;
    EmptyState *m_failure;
    QWidget *m_content;
    IncidentHeader *m_header;
    QuestionBanner *m_question;
    QTabBar *m_bar;
    QStackedWidget *m_tabs;
    BesideArea *m_beside;
    ActPanel *m_panel = nullptr;
    QHash<QString, TabMaker> m_makers;
    QHash<QString, IncidentTab *> m_made;
    IncidentTab *m_wizard = nullptr; ///< in place of header and tabs
};

} // namespace tocsin
