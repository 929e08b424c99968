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
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refreshMargins();

    QList<Banner *> m_banners;
};

} // namespace tocsin
