/** The page that helps a phone to trust this machine. It says nothing that the certificate itself does not say. */
export function phonePage(address: string): string {
  const steps = [
    {
      zh: '安卓:下载证书,打开“设置 → 安全 → 加密与凭据 → 安装证书 → CA 证书”,选择刚下载的文件。',
      en: 'Android: fetch the certificate, then Settings → Security → Encryption & credentials → Install a certificate → CA certificate, and choose the file.',
    },
    {
      zh: '苹果:下载证书,打开“设置 → 已下载描述文件”安装,再到“设置 → 通用 → 关于本机 → 证书信任设置”打开信任。',
      en: 'iPhone: fetch the certificate, install it under Settings → Profile Downloaded, then switch it on under Settings → General → About → Certificate Trust Settings.',
    },
    {
      zh: '电脑:下载证书,双击,安装到“受信任的根证书颁发机构”。',
      en: 'Computer: fetch the certificate, open it, and install it as a trusted root authority.',
    },
  ]
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>同脉 · 信任本机</title>
<style>
body { font: 16px/1.7 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 34em; margin: 0 auto; padding: 24px 16px; color: #17212b }
h1 { font-size: 22px; line-height: 1.3 } small { color: #5a6673; display: block; font-size: 14px }
a.get { display: block; padding: 14px; margin: 20px 0; border-radius: 8px; background: #0b6e5f; color: #fff; text-align: center; text-decoration: none }
li { margin: 12px 0 } code { word-break: break-all }
</style>
<h1>让手机信任本机构的同脉<small>Let this phone trust Tongmai at your facility</small></h1>
<a class="get" href="/trust/authority.crt" download>下载证书 · Fetch the certificate</a>
<ol>${steps.map(({ zh, en }) => `<li>${zh}<small>${en}</small></li>`).join('')}</ol>
<p>装好后打开 <a href="${address}"><code>${address}</code></a>,地址栏不再提示“不安全”。<small>Then open the address; the warning is gone.</small></p>
<p>只在本机构的网络里、向管理员核对指纹后安装。<small>Install it only in your own network, after comparing the fingerprint with your administrator.</small></p>
</html>`
}
