#pragma once

#include <QWidget>

namespace tocsin {

class Banner;

/** Messages one below the other over the page; takes no room while none is shown. */
class BannerStack : public QWidget
{
    Q_OBJECT

public:
    explicit BannerStack(QWidget *parent = nullptr);

    void add(Banner *banner);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refreshMargins();
    /** On a low window the page needs the room that details of messages take. */
    void fitWindow();

    QList<Banner *> m_banners;
};

} // namespace tocsin
