#include "tests/ui/gallery.h"

#include "ui/common/clockticker.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QTest>
#include <QWidget>

#include <memory>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

/** 2026-11-22 00:41:07 UTC. */
constexpr qint64 kNow = 1795308067000;

QMenu *sampleMenu()
{
    auto *menu = new QMenu;
    menu->addAction(icon(u"edit"), u"Edit the title"_s)->setShortcut(QKeySequence(u"F2"_s));
    menu->addAction(icon(u"swap"), u"Move to another stage"_s)->setShortcut(QKeySequence(u"Ctrl+M"_s));
    QAction *mine = menu->addAction(u"Mine alone"_s);
    mine->setCheckable(true);
    mine->setChecked(true);
    menu->addSeparator();
    menu->addMenu(u"Severity"_s)->addAction(u"High"_s);
    menu->addAction(icon(u"trash"), u"Redact…"_s)->setEnabled(false);
    menu->setActiveAction(menu->actions().first());
    return menu;
}

} // namespace

class TestGallery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFocusableHasAName_data();
    void everyFocusableHasAName();
    void fits1280x720_data();
    void fits1280x720();
    void pictures();

private:
    static void rows()
    {
        QTest::addColumn<QString>("page");
        for (const char *page : {"controls", "pieces", "forms", "views", "icons", "long"})
            QTest::newRow(page) << QString::fromLatin1(page);
    }
    std::unique_ptr<QWidget> make(const QString &page)
    {
        if (page == u"controls")
            return std::unique_ptr<QWidget>(gallery::controls());
        if (page == u"pieces")
            return std::unique_ptr<QWidget>(gallery::pieces(m_ticker));
        if (page == u"forms")
            return std::unique_ptr<QWidget>(gallery::forms());
        if (page == u"views")
            return std::unique_ptr<QWidget>(gallery::views());
        if (page == u"icons")
            return std::unique_ptr<QWidget>(gallery::icons());
        return std::unique_ptr<QWidget>(gallery::longTexts(m_ticker));
    }

    ManualClock m_clock{kNow};
    ClockTicker m_ticker{m_clock};
};

void TestGallery::everyFocusableHasAName_data()
{
    rows();
}

void TestGallery::everyFocusableHasAName()
{
    QFETCH(QString, page);
    applyTheme(*qApp, Theme::Mode::Light);
    const auto window = make(page);
    window->show();
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(window.get()))
            continue;
        if (widget->objectName().startsWith(u"qt_")) // parts of Qt's own widgets, which speak for their owner
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
}

void TestGallery::fits1280x720_data()
{
    rows();
}

void TestGallery::fits1280x720()
{
    QFETCH(QString, page);
    applyTheme(*qApp, Theme::Mode::Light);
    const auto window = make(page);
    window->resize(1280, 720);
    window->show();
    QVERIFY2(window->minimumSizeHint().width() <= 1280, qPrintable(QString::number(window->minimumSizeHint().width())));
    QCOMPARE(window->size(), QSize(1280, 720));
}

void TestGallery::pictures()
{
    const QString folder = qEnvironmentVariable("TOCSIN_SHOTS");
    for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
        applyTheme(*qApp, mode);
        for (const QString &page :
             {u"controls"_s, u"pieces"_s, u"forms"_s, u"views"_s, u"icons"_s, u"long"_s, u"menu"_s}) {
            const std::unique_ptr<QWidget> window =
                page == u"menu" ? std::unique_ptr<QWidget>(sampleMenu()) : make(page);
            if (page == u"menu")
                window->resize(window->sizeHint());
            window->show();
            if (auto *focused = window->findChild<QWidget *>(u"focused"_s))
                focused->setFocus(Qt::TabFocusReason);
            QCoreApplication::processEvents();
            for (const qreal scale : {1.0, 2.0}) {
                QImage picture(window->size() * scale, QImage::Format_RGB32);
                picture.setDevicePixelRatio(scale);
                picture.fill(Theme::current().window);
                window->render(&picture);
                QVERIFY(!picture.isNull());
                if (!folder.isEmpty()) {
                    QVERIFY(QDir().mkpath(folder));
                    QVERIFY(picture.save(u"%1/gallery-%2-%3%4.png"_s.arg(
                        folder, page, mode == Theme::Mode::Dark ? u"dark"_s : u"light"_s,
                        scale > 1 ? u"@2x"_s : u""_s)));
                }
            }
        }
    }
}

QTEST_MAIN(TestGallery)
#include "tst_gallery.moc"
