#pragma once

#include "models/domain/notice.h"
#include "ui/common/incidenttab.h"

class QStackedWidget;
class QTabBar;

namespace tocsin {

class ActPanel;
class Banner;
class BesideArea;
class NewNoticePanel;
class NoticeComposer;
class MatrixView;
class NoticeList;

/** The notices of an incident: their list, and the one that is worked on (P9). */
class NoticesTab : public IncidentTab
{
    Q_OBJECT

public:
    explicit NoticesTab(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details) override;
    void activate() override;
    [[nodiscard]] QString key() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString badge() const override;
    [[nodiscard]] bool wantsRoom() const override;
    /** Shows one notice. */
    void openNotice(NoticeId id);

private:
    void build();
    void read();
    void showNew();
    void showRetry();
    /** Beside the list; one at a time. */
    void showPanel(ActPanel *panel);
    void closeNew();
    void showList();

    IncidentDetails m_details;
    bool m_readOnce = false;
    QStackedWidget *m_stack = nullptr;
    BesideArea *m_listPage = nullptr;
    Banner *m_banner = nullptr;
    QTabBar *m_parts = nullptr;
    QStackedWidget *m_views = nullptr;
    NoticeList *m_list = nullptr;
    MatrixView *m_matrix = nullptr;
    NoticeComposer *m_composer = nullptr;
    ActPanel *m_panel = nullptr;
    NewNoticePanel *m_new = nullptr; ///< the panel, while it is this one
};

} // namespace tocsin
