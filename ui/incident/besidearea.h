#pragma once

#include <QPointer>
#include <QStackedWidget>

namespace tocsin {

/** Pages, and at their right a panel. A page that cannot get narrower is covered by the panel instead of pushing it
 * out. */
class BesideArea : public QWidget
{
    Q_OBJECT

public:
    explicit BesideArea(QWidget *parent = nullptr);

    [[nodiscard]] QStackedWidget *pages() const { return m_pages; }
    /** Takes the panel; nothing takes the one shown away, without deleting it. A wide one may cover more than half. */
    void setPanel(QWidget *panel, int preferredWidth = 0, bool wide = false);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QStackedWidget *m_pages;
    QPointer<QWidget> m_panel;
    int m_preferredWidth = 0;
    bool m_wide = false;
};

} // namespace tocsin
