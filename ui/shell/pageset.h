#pragma once

#include <QHash>
#include <QStackedWidget>
#include <functional>

namespace tocsin {

/** The pages of the window, each made when it is first shown. */
class PageSet : public QStackedWidget
{
    Q_OBJECT

public:
    using Factory = std::function<QWidget *(QWidget *parent)>;

    using QStackedWidget::QStackedWidget;

    /** `activate` runs whenever the page comes to the front. */
    void add(const QString &key, const QString &title, Factory factory,
             std::function<void(QWidget *page)> activate = {});
    [[nodiscard]] bool contains(const QString &key) const { return m_places.contains(key); }
    [[nodiscard]] QString title(const QString &key) const { return m_places.value(key).title; }
    /** Makes it if need be and brings it to the front. */
    QWidget *showPage(const QString &key);
    /** The page, or nothing if it has not been shown yet. */
    [[nodiscard]] QWidget *page(const QString &key) const { return m_places.value(key).page; }
    [[nodiscard]] QString current() const { return m_current; }
    /** Every page goes; they are made anew when shown. */
    void clearPages();

private:
    struct Place
    {
        QString title;
        Factory factory;
        std::function<void(QWidget *page)> activate;
        QWidget *page = nullptr;
    };
    QHash<QString, Place> m_places;
    QString m_current;
};

} // namespace tocsin
